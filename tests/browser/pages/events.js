// Writes down what the page hears, in order: the name of the event and what identifies it.
const told = {
  "cpx-ready": () => "",
  "cpx-answered": ({ question, choice, answers }) => `:${question}=${choice}:${Object.keys(answers).length}`,
  "cpx-decided": ({ decision }) => `:${decision.verdict}`,
  "cpx-failed": ({ cause }) => `:${cause}`,
};
for (const [name, say] of Object.entries(told)) {
  addEventListener(name, (event) => {
    document.querySelector("output").append(` ${name}${say(event.detail)}`);
  });
}

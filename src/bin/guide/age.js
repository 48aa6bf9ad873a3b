// A file that was mailed grows old unseen: after half a year it says so.
(() => {
  const notice = document.getElementById("age");
  const made = document.querySelector("time").dateTime;
  const months = Math.floor((Date.now() - Date.parse(made)) / (30.44 * 24 * 3600 * 1000));
  if (months < 6) return;
  notice.textContent = `Cette copie a ${months} mois\u00a0: les règles ont pu changer. Demandez une version plus récente à la personne qui vous l’a transmise.`;
  notice.hidden = false;
})();

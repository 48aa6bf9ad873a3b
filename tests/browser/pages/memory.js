// Keeps the memory of the module in view of the test: a module tells nobody how much it holds.
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...module) => {
  const made = await instantiate(...module);
  const exported = Object.values((made.instance ?? made).exports);
  document.moduleMemory = exported.find((it) => it instanceof WebAssembly.Memory);
  return made;
};

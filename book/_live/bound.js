// A worker that is loaded by its address takes its policy from the header of its own response,
// which a
// static host does not send; one that is started from a blob inherits the policy of its page. So
// every
// worker of the page is started from a blob, believes itself at its own address, and can start no
// other
// worker.
{
  const Unbound = self.Worker;
  const begin = (address, module) => `
    Object.defineProperty(self, "location", { value: new URL(${JSON.stringify(address)}) });
    delete self.Worker;
    ${module ? "import" : "importScripts"}(${JSON.stringify(address)});`;

  function bound(address, module) {
    if (/^(blob|data):/.test(address)) return address; // inherits already
    return URL.createObjectURL(new Blob([begin(address, module)], { type: "text/javascript" }));
  }

  self.Worker = class Worker extends Unbound {
    constructor(address, options) {
      super(bound(new URL(address, document.baseURI).href, options?.type === "module"), options);
    }
  };
}

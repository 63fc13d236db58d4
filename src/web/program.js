// The page's side of the worker: one command at a time, and another worker where one did not end.

/** How long one command may take before the file it reads is taken for one that can't be read. */
const LIMIT = 120_000;

class Program {
  #worker; #waiting; #count = 0; #last = Promise.resolve(); #refused = new Set();

  constructor(packed, source) {
    this.packed = packed;
    this.source = source;
    this.#start();
  }

  #start() {
    const address = URL.createObjectURL(new Blob([this.source], { type: "text/javascript" }));
    this.#worker = new Worker(address);
    URL.revokeObjectURL(address);
    this.#worker.onmessage = ({ data }) => this.#waiting?.(data);
    this.#worker.postMessage({ program: this.packed });
  }

  /** Runs `mcred` with these arguments over these files; commands follow one another. */
  run(args, files, folders = []) {
    const next = this.#last.then(() => this.#run(args, files, folders));
    this.#last = next.catch(() => {});
    return next;
  }

  /** What the page asks for beyond the commands: an object in, an object out. */
  async ask(folder, ask, files) {
    const now = new Date();
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((it) => String(it).padStart(2, "0")).join("-");
    const done = await this.run(["--page-request", JSON.stringify({ folder, today, ask })], files);
    if (done.status !== 0) throw new Error(plain(done.error));
    return { ...JSON.parse(done.out), changed: done.changed };
  }

  async #run(args, files, folders) {
    for (let tries = 0; tries < 8; tries += 1) {
      const given = files.map((it) => ({ ...it, refused: this.#refused.has(it.path) }));
      const done = await this.#once(args, given, folders);
      if (done.crashed === undefined) return done;
      this.#worker.terminate();
      this.#start();
      if (!done.opened) throw new Error(done.crashed);
      this.#refused.add(done.opened);
    }
    throw new Error("mcred stopped again and again: several files can't be read");
  }

  #once(args, files, folders) {
    const id = this.#count += 1;
    let opened;
    return new Promise((resolve) => {
      let limit;
      const wait = () => {
        clearTimeout(limit);
        limit = setTimeout(() => resolve({ crashed: "it took too long", opened }), LIMIT);
      };
      this.#waiting = (data) => {
        if (data.id !== id) return;
        if (data.opened || data.read) {
          opened = data.opened ?? opened;
          if (data.read) say(`Read ${size(data.read)}…`);
          wait();
          return;
        }
        clearTimeout(limit);
        resolve({ opened, ...data });
      };
      // Local time as POSIX writes it, with the sign turned: a waiver ends with the user's day.
      const minutes = new Date().getTimezoneOffset(), size = Math.abs(minutes);
      const zone = `<local>${minutes < 0 ? "-" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
      this.#worker.postMessage({ id, args, files, folders, env: [`TZ=${zone}`] });
      wait();
    });
  }
}

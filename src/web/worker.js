// Runs mcred in a worker, so that the page stays alive meanwhile.
let program;

onmessage = async ({ data }) => {
  if (data.program) {
    const unpacked = data.program.stream().pipeThrough(new DecompressionStream("gzip"));
    program = new Response(unpacked).arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
    return;
  }
  const root = new Folder(), given = new Map();
  for (const { path, file, refused } of data.files) {
    const node = new Stored(file, file.lastModified ?? 0);
    // Reading it stopped mcred before: for it, the file can't be read.
    node.isRefused = refused;
    if (refused) node.read = () => { throw new Error("refused"); };
    put(root, path, node);
    given.set(node, path);
  }
  for (const path of data.folders ?? []) put(root, path);
  let last = "", read = 0, told = 0;
  // Long reading is told, so that the page knows that it goes on.
  Stored.onread = (length) => {
    read += length;
    if (read - told < 32 << 20) return;
    told = read;
    postMessage({ id: data.id, read });
  };
  try {
    const done = run(await program, ["mcred", ...data.args], data.env, root, (path) => {
      // The page names the file if the program does not end; the worker can't tell then.
      if (path !== last) postMessage({ id: data.id, opened: path });
      last = path;
    });
    postMessage({ id: data.id, ...done, changed: changed(root, given) });
  } catch (error) {
    postMessage({ id: data.id, crashed: String(error) });
  }
};

function put(root, path, node) {
  const parts = path.split("/"), name = node ? parts.pop() : undefined;
  let folder = root;
  for (const part of parts) {
    if (!folder.entries.has(part)) folder.entries.set(part, new Folder());
    folder = folder.entries.get(part);
  }
  if (node) folder.entries.set(name, node);
}

function changed(folder, given, above = "") {
  return [...folder.entries].flatMap(([name, node]) => {
    const path = above + name;
    if (node instanceof Folder) return changed(node, given, `${path}/`);
    return given.has(node) ? [] : [{ path, blob: node.blob }];
  });
}

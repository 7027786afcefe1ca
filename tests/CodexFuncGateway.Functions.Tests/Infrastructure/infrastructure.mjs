// Parses the files of the deployment and prints what the tests look at, as JSON: node --liftoff-only infrastructure.mjs <folder with node_modules> <repository>.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [packages, repository] = process.argv.slice(2);
const file = (...names) => path.join(packages, "node_modules", ...names);
const { Parser, Language } = await import(pathToFileURL(file("web-tree-sitter", "tree-sitter.js")));
const yaml = (await import(pathToFileURL(file("yaml", "dist", "index.js")))).default;

await Parser.init();

async function parserOf(grammar) {
  const parser = new Parser();
  parser.setLanguage(await Language.load(file(grammar, `${grammar}.wasm`)));
  return parser;
}

// Only branches with an error are gone into.
const problems = (node) => node.isError || node.isMissing ? [`line ${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`] : node.hasError ? node.children.flatMap(problems) : [];

const filesIn = (folder, ending) => fs.readdirSync(path.join(repository, folder), { recursive: true }).filter((name) => name.endsWith(ending)).map((name) => path.join(folder, name)).sort();

const isKey = (node) => node.parent.type === "object_property" && node.parent.child(0).equals(node);

// The names that are read somewhere: identifiers that are neither declared nor the left side of a property.
const uses = (root, declared) => root.descendantsOfType("identifier").filter((node) => !declared.has(node.id) && !isKey(node)).map((node) => node.text);

const objectOf = (node) => node?.namedChildren.find((child) => child.type === "object" || child.type === "if_statement") ?? null;

// The names in a property of a declaration's own object, such as the parameters of a module.
function keysOf(declaration, name) {
  let object = objectOf(declaration);
  object = object?.type === "if_statement" ? objectOf(object) : object;
  const property = object?.namedChildren.find((child) => child.type === "object_property" && child.child(0).text === name);
  return objectOf(property)?.namedChildren.filter((child) => child.type === "object_property").map((child) => child.child(0).text) ?? [];
}

function describe(name, parser) {
  const root = parser.parse(fs.readFileSync(path.join(repository, name), "utf8")).rootNode;
  const declarations = [];
  const declared = new Set();
  let decorators = [];
  for (const child of root.namedChildren) {
    if (child.type === "decorators") {
      decorators = child.namedChildren.map((decorator) => decorator.text);
      continue;
    }

    const identifier = child.namedChildren.find((candidate) => candidate.type === "identifier");
    if (child.type.endsWith("_declaration") && identifier) {
      declared.add(identifier.id);
      const target = child.namedChildren.find((candidate) => candidate.type === "string")?.text.slice(1, -1) ?? null;
      declarations.push({ kind: child.type.replace("_declaration", ""), name: identifier.text, target, text: child.text, decorators, params: child.type === "module_declaration" ? keysOf(child, "params") : [] });
    }

    decorators = [];
  }

  return { name: name.replaceAll("\\", "/"), problems: problems(root), declarations, uses: uses(root, declared) };
}

const bicep = await parserOf("tree-sitter-bicep");
const powershell = await parserOf("tree-sitter-powershell");

console.log(JSON.stringify({
  bicep: filesIn("infra/bicep", ".bicep").map((name) => describe(name, bicep)),
  powershell: filesIn("infra/hooks", ".ps1").map((name) => ({ name, problems: problems(powershell.parse(fs.readFileSync(path.join(repository, name), "utf8")).rootNode) })),
  azure: yaml.parse(fs.readFileSync(path.join(repository, "azure.yaml"), "utf8")),
}));

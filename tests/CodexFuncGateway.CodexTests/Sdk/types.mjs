// Prints the types of the official SDK that its stream events and chat completions are made of, as JSON: type → field → TypeScript type, where a
// name ending in "?" marks an optional field. `node types.mjs`; SDK_FOLDER holds openai and the compiler.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const ts = createRequire(`${process.env.SDK_FOLDER}/`)('typescript');
const package_ = `${process.env.SDK_FOLDER}/node_modules/openai`;
const files = ['resources/responses/responses.d.ts', 'resources/chat/completions/completions.d.ts', 'resources/completions.d.ts', 'resources/shared.d.ts'];
const roots = ['ResponseStreamEvent', 'Response', 'ChatCompletionChunk', 'ChatCompletion'];

/** What a response only repeats of its request: its types are the client's own business. */
const repeated = new Set(['tools', 'tool_choice', 'instructions', 'text', 'prompt', 'conversation', 'metadata', 'moderation']);

const declared = new Map();
for (const file of files) {
  const source = ts.createSourceFile(file, readFileSync(`${package_}/${file}`, 'utf8'), ts.ScriptTarget.Latest, true);
  source.statements.forEach((statement) => declare(statement, ''));
}

function declare(node, prefix) {
  if (ts.isModuleDeclaration(node)) {
    node.body.statements.forEach((statement) => declare(statement, `${prefix}${node.name.text}.`));
  } else if ((ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && !declared.has(prefix + node.name.text)) {
    declared.set(prefix + node.name.text, node);
  }
}

const printed = {};
function print(name) {
  const node = declared.get(name);
  if (!node || name in printed) {
    return;
  }

  printed[name] = null;
  printed[name] = ts.isTypeAliasDeclaration(node) ? type(node.type, name) : fields(node, name);
}

function fields(node, owner) {
  const inherited = (node.heritageClauses ?? []).flatMap((clause) => clause.types).map((base) => base.expression.getText().split('.').pop());
  const own = node.members.filter(ts.isPropertySignature).map((member) => [
    `${member.name.getText().replace(/['"]/g, '')}${member.questionToken ? '?' : ''}`,
    owner === 'Response' && repeated.has(member.name.getText()) ? 'unknown' : type(member.type, owner),
  ]);
  return Object.assign({}, ...inherited.map((base) => (declared.has(base) ? fields(declared.get(base), base) : {})), Object.fromEntries(own));
}

/** A type in the words of TypeScript, with every name written in full. */
function type(node, owner) {
  if (ts.isUnionTypeNode(node)) {
    return [...new Set(node.types.map((one) => type(one, owner)))].join(' | ');
  }

  if (ts.isParenthesizedTypeNode(node)) {
    return type(node.type, owner);
  }

  if (ts.isArrayTypeNode(node)) {
    return `Array<${type(node.elementType, owner)}>`;
  }

  if (ts.isTypeReferenceNode(node)) {
    const name = node.typeName.getText();
    return name === 'Array' ? `Array<${type(node.typeArguments[0], owner)}>` : reference(name, owner);
  }

  return ts.isTypeLiteralNode(node) || ts.isIntersectionTypeNode(node) || ts.isFunctionTypeNode(node) ? 'unknown' : node.getText().replace(/"/g, "'");
}

/** Names are looked up from the inside out, and may begin with the alias of an import. */
function reference(name, owner) {
  const scopes = owner.split('.').map((_, index, parts) => parts.slice(0, parts.length - index).join('.') + '.');
  const found = [...scopes.map((scope) => scope + name), name, name.replace(/^[^.]+\./, '')].find((candidate) => declared.has(candidate));
  if (!found) {
    return 'unknown';
  }

  print(found);
  return found;
}

roots.forEach(print);
const version = JSON.parse(readFileSync(`${package_}/package.json`, 'utf8')).version;
const lines = Object.keys(printed).sort().map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(printed[name])}`);
console.log(`{\n  "source": "openai@${version}",\n  "types": {\n${lines.join(',\n')}\n  }\n}`);

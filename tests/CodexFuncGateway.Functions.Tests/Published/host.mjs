// A Functions host as far as the published app can tell: it starts the worker, loads its functions, calls them over gRPC and forwards their requests to the worker's own
// web server. node host.mjs <folder with node_modules> <published app>. Prints the address, then a line for each function that failed; a line on standard input ends the instance.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const [packages, app] = process.argv.slice(2);
const require = createRequire(path.join(packages, "node_modules", "x.js"));
const grpc = require("@grpc/grpc-js");
const definition = require("@grpc/proto-loader").loadSync(path.join(import.meta.dirname, "functions.proto"), { keepCase: true, oneofs: true });
const server = new grpc.Server();
const invocations = new Map();
const functions = [];
let worker;
let address;
let loaded = 0;

const send = (content) => worker.write({ request_id: randomUUID(), ...content });

const handlers = {
  start_stream: () => send({ worker_init_request: { host_version: "4.1040.0", worker_directory: app, function_app_directory: app } }),
  worker_init_response({ capabilities }) {
    address = capabilities.HttpUri;
    send({ functions_metadata_request: { function_app_directory: app } });
  },
  function_metadata_response({ function_metadata_results: found }) {
    functions.push(...found);
    found.forEach((metadata) => send({ function_load_request: { function_id: metadata.function_id, metadata } }));
  },
  function_load_response({ function_id: id, result }) {
    if (result.status !== 1) {
      console.log(`${id} was not loaded: ${result.exception?.message}`);
    }

    loaded += 1;
    if (loaded === functions.length) {
      front.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${front.address().port}`));
    }
  },
  invocation_response({ invocation_id: id, result }) {
    if (result.status !== 1) {
      console.log(`${invocations.get(id)} failed: ${result.exception?.message}`);
    }

    invocations.delete(id);
  },
};

// Routes with more of a literal beginning come first.
function find(method, target) {
  const triggers = functions.flatMap((each) => each.raw_bindings.map(JSON.parse).filter((binding) => binding.type === "httpTrigger").map((binding) => ({ each, ...binding })));
  const literal = (route) => route.replace(/\/?\{\*.*$/, "");
  return triggers
    .filter(({ methods, route }) => methods.includes(method.toLowerCase()) && (target === `/${literal(route)}` || (route.includes("{*") && `${target}/`.startsWith(literal(route) && `/${literal(route)}/`))))
    .sort((left, right) => literal(right.route).length - literal(left.route).length)[0];
}

const front = http.createServer((request, response) => {
  const trigger = find(request.method, new URL(request.url, address).pathname);
  if (!trigger) {
    response.writeHead(404).end();
    return;
  }

  const id = randomUUID();
  invocations.set(id, trigger.each.name);
  send({ invocation_request: { invocation_id: id, function_id: trigger.each.function_id, input_data: [{ name: trigger.name, data: { http: {} } }], trace_context: {} } });
  const forwarded = http.request(new URL(request.url, address), { method: request.method, headers: { ...request.headers, "x-ms-invocation-id": id } }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  forwarded.on("error", () => response.destroy());
  request.pipe(forwarded);
  response.on("close", () => {
    if (!response.writableFinished) {
      forwarded.destroy();
      send({ invocation_cancel: { invocation_id: id } });
    }
  });
});

server.addService(grpc.loadPackageDefinition(definition).AzureFunctionsRpcMessages.FunctionRpc.service, {
  EventStream(stream) {
    worker = stream;
    stream.on("data", (message) => handlers[message.content]?.(message[message.content]));
    stream.on("error", () => {});
  },
});

server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  const uri = ["--functions-uri", `http://127.0.0.1:${port}`, "--functions-worker-id", "worker", "--functions-request-id", "request", "--functions-grpc-max-message-length", "2147483647"];
  const child = spawn("dotnet", [path.join(app, "CodexFuncGateway.Functions.dll"), ...uri], { env: { ...process.env, FUNCTIONS_APPLICATION_DIRECTORY: app }, stdio: ["ignore", "ignore", "inherit"] });
  child.on("exit", (code) => process.exit(code ?? 1));
  process.stdin.once("data", () => send({ worker_terminate: {} }));
  process.stdin.once("end", () => child.kill("SIGKILL"));
});

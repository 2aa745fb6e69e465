// A program in the controller's place: prints its environment and arguments, answers probes, and takes half a second to end.
const { createServer } = require("node:http");
console.log(JSON.stringify({ environment: process.env, arguments: process.argv.slice(2) }));
createServer((_, answer) => answer.end()).listen(Number(process.env.HEALTH_PROBE_PORT), "127.0.0.1");
const end = () => {
    console.log("ended politely");
    process.exit(0);
};
process.on("SIGTERM", () => setTimeout(end, 500));

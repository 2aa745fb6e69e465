import { main } from "@pulumi/pulumi/provider/index.js";
import { EksPlugin } from "./provider.ts";

main(new EksPlugin(), process.argv.slice(2));
// The engine closes the pipe when it ends, for any reason; then the plugin ends too.
process.stdin.resume().once("end", () => process.exit());

import { print } from "../command/start.js";

const { render } = await import("./render.ts");
print(await render(process.argv.slice(2)));

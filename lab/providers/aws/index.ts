import { serve } from "../serve.ts";
import { AwsPlugin } from "./provider.ts";

serve(new AwsPlugin());

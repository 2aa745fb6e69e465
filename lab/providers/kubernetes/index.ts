import { serve } from "../serve.ts";
import { KubernetesPlugin } from "./provider.ts";

serve(new KubernetesPlugin());

import { gpusIn } from './accelerators';
import type { Runtime } from './runtime';
import { list } from '../../manifest';
import type { Report } from '../../report';

const MODELS = ['llama3_2/1B', 'llama3_2/3B', 'llama3_3/70B', 'qwen2_5/1.5B'];
/** Set by the runtime. */
const FIXED = ['output_dir', 'tokenizer.path', 'tokenizer.merges_file', 'checkpointer.checkpoint_dir'];

/** Whether a TrainJob leaves it to Trainer to write the command line of torchtune. */
export const isTorchtune = ({ command }: Record<string, any>) => Array.isArray(command) && command.length === 2 && command[0] === 'tune' && command[1] === 'run';

/** What Trainer asks of a TrainJob that runs `tune run`. */
export function judgeTorchtune(trainer: Record<string, any>, runtimeName: string, runtime: Runtime, report: Report): void {
  const model = modelOf(runtimeName);
  const args = list(trainer.args).filter(arg => typeof arg === 'string');
  const numNodes = typeof trainer.numNodes === 'number' ? trainer.numNodes : 1;
  if (!MODELS.includes(model)) {
    report.refuse(
      'TRAINER_TORCHTUNE', 'spec.runtimeRef.name', runtimeName,
      `Trainer reads the model from the name of the runtime, <any>-<model>-<size>, and knows llama3.2-1b, llama3.2-3b, llama3.3-70b and qwen2.5-1.5b${model === '' ? '' : `, not ${model}`}`,
    );
  }
  if (numNodes > 1 && model !== 'llama3_3/70B') report.refuse('TRAINER_TORCHTUNE', 'spec.trainer.numNodes', numNodes, `write 1: of the models only llama3.3-70b is trained on more nodes, not ${model || runtimeName}`);
  judgeLora(trainer, args, numNodes, model, runtime, report);
  list(trainer.args).forEach((arg, i) => {
    const key = typeof arg === 'string' ? arg.split('=', 1)[0] : '';
    if (FIXED.includes(key)) report.refuse('TRAINER_TORCHTUNE', `spec.trainer.args[${i}]`, arg, `leave ${key} out: the runtime sets it`);
  });
}

function judgeLora(trainer: Record<string, any>, args: readonly string[], numNodes: number, model: string, runtime: Runtime, report: Report): void {
  const quantized = isOn(args, 'model.quantize_base') && !isOn(args, 'model.use_dora');
  if (numNodes > 1 && (quantized || args.some(arg => arg.includes('model.lora_attn_modules')))) {
    report.refuse('TRAINER_TORCHTUNE', 'spec.trainer.numNodes', numNodes, 'write 1: torchtune has no LoRA on more than one node');
  }
  if (!quantized || numNodes !== 1) return;
  const resources = trainer.resourcesPerNode ?? nodeResources(runtime);
  const gpus = gpusIn(resources);
  if (model === 'qwen2_5/1.5B') report.refuse('TRAINER_TORCHTUNE', 'spec.runtimeRef.name', undefined, 'leave model.quantize_base out: torchtune has no QLoRA for qwen2.5-1.5b');
  if (trainer.numProcPerNode === 1 || gpus === 1 || !['llama3_2/1B', 'llama3_2/3B'].includes(model)) return;
  report.refuse('TRAINER_TORCHTUNE', 'spec.trainer.numProcPerNode', trainer.numProcPerNode, `write 1, or ask for one GPU in spec.trainer.resourcesPerNode: QLoRA of ${model} runs on one device`);
}

/** `torchtune-llama3.2-1b` is of the model `llama3_2/1B`. */
function modelOf(runtimeName: string): string {
  const parts = runtimeName.split('-');
  return parts.length === 3 ? `${parts[1].replace(/\./g, '_')}/${parts[2].toUpperCase()}` : '';
}

function isOn(args: readonly string[], key: string): boolean {
  return args.some(arg => {
    const equals = arg.indexOf('=');
    return equals >= 0 && arg.slice(0, equals).includes(key) && arg.slice(equals + 1).trim().toLowerCase() === 'true';
  });
}

/** The resources of the container that trains. */
export function nodeResources({ jobs }: Runtime): Record<string, any> {
  for (const { name, step, containers } of jobs) {
    const node = name === 'node' || step === 'trainer' ? containers.find(container => container.name === 'node') : undefined;
    if (node) return node.resources;
  }
  return {};
}

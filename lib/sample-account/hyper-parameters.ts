import type { Json } from '../jobs/json'
import type { Plan } from './plan'
import { between, pick, type Random } from './random'

type Values = { [name: string]: Json }

/** Hyper-parameters that someone would declare for a job of this training type; reinforcement sends text only. */
export function toHyperParameters(plan: Plan, random: Random): Values {
  if (plan.base_model.startsWith('wan')) return toVideoValues(plan, random)
  switch (plan.training_type) {
    case 'reinforcement':
      return toReinforcementValues(plan, random)
    case 'cpt':
      return { ...toBasics(plan, random, ['5e-6', '1e-5']), split: 0.95, save_strategy: 'epoch' }
    case 'dpo_full':
      return { ...toBasics(plan, random, ['5e-7', '1e-6']), beta: pick(random, [0.1, 0.3]), prompt_loss: 0 }
    case 'dpo_lora':
      return {
        ...toBasics(plan, random, ['5e-6', '1e-5']),
        beta: pick(random, [0.1, 0.3]),
        ...toLora(random),
      }
    case 'efficient_sft':
      return { ...toBasics(plan, random, ['1e-4', '2e-4', '5e-5']), ...toLora(random) }
    default:
      return toBasics(plan, random, ['1.6e-5', '1e-5', '2e-5'])
  }
}

function toBasics(plan: Plan, random: Random, rates: readonly string[]): Values {
  const rate = pick(random, rates)
  const values: Values = {
    n_epochs: plan.epochs,
    batch_size: pick(random, [8, 16, 16, 32]),
    max_length: pick(random, [2048, 8192, 8192, 16384]),
    learning_rate: random() < 0.7 ? rate : Number(rate),
    lr_scheduler_type: pick(random, ['linear', 'cosine', 'cosine']),
    split: 0.9,
  }
  if (random() < 0.5) values.warmup_ratio = pick(random, [0.03, 0.05, 0.1])
  if (random() < 0.3) values.weight_decay = pick(random, [0.01, 0.1])
  if (random() < 0.4) values.eval_steps = pick(random, [20, 50, 100])
  return values
}

function toLora(random: Random): Values {
  const rank = pick(random, [8, 16, 32, 64])
  return { lora_rank: rank, lora_alpha: rank * 2, lora_dropout: pick(random, [0.05, 0.1]) }
}

function toReinforcementValues(plan: Plan, random: Random): Values {
  return {
    n_epochs: String(plan.epochs),
    batch_size: pick(random, ['64', '128']),
    learning_rate: '1e-6',
    algorithm: pick(random, ['grpo', 'gspo']),
    kl_loss_coef: pick(random, ['0.001', '0.01']),
    n_rollouts: pick(random, ['8', '16']),
    max_length: '8192',
  }
}

function toVideoValues(plan: Plan, random: Random): Values {
  return {
    n_epochs: plan.epochs,
    batch_size: pick(random, [2, 4]),
    learning_rate: '2e-5',
    lora_rank: 32,
    lora_alpha: 32,
    split: 0.9,
    save_total_limit: between(random, 2, 5),
  }
}

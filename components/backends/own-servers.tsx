import { CopyButton } from '@/components/ui/copy-button';

/** How to point Longthink at one's own servers. */
export function OwnServers() {
  return (
    <section aria-labelledby="own-title" className="panel p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 id="own-title" className="text-base">Your own servers</h2>
        <CopyButton text={snippet} label="Copy" />
      </div>
      <p className="mt-1 max-w-[72ch] text-sm text-mute">
        Any vLLM server works as a policy. As verifiers: process reward models of the RLHFlow, Math-Shepherd and Qwen forms,
        outcome reward models, any causal model by its likelihoods, and whatever answers a plain <code className="font-mono">POST /score</code>.
        Write this file, then start Longthink again. Keys stay on the server: the file names the environment variable that holds one.
      </p>
      <pre className="mt-3 overflow-auto rounded-lg border border-line bg-bg p-4 font-mono text-xs leading-relaxed" tabIndex={0} aria-label="Example configuration">{snippet}</pre>
    </section>
  );
}

const snippet = `{
  "policies": [
    { "name": "llama-1b", "kind": "vllm", "url": "http://gpu-box:8000", "apiKeyEnv": "POLICY_KEY" }
  ],
  "verifiers": [
    { "name": "rlhflow-8b", "kind": "rlhflow-prm", "url": "http://gpu-box:8001" }
  ]
}`;

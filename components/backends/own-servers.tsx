import { CopyButton } from '@/components/ui/copy-button';

/** How to point Longthink at one's own servers. */
export function OwnServers() {
  return (
    <section aria-labelledby="own-title" className="panel min-w-0 p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 id="own-title" className="text-base">
          The configuration file
        </h2>
        <CopyButton text={snippet} label="Copy" />
      </div>
      <p className="mt-1 max-w-[72ch] text-sm text-mute">
        Policies: whatever has <code className="font-mono">/v1/completions</code>, or only chats. Verifiers: process
        reward models of the RLHFlow, Math-Shepherd, Qwen, Skywork and ThinkPRM forms, outcome reward models, a chat
        model as a judge, any causal model by its likelihoods, and what answers a plain{' '}
        <code className="font-mono">POST /score</code>; the kind is told from the name of the model, or named. What is
        added above is written into <code className="font-mono">longthink.config.json</code>; what is changed there by
        hand is read with <em>Check again</em>. Keys stay on the server. The README has every field.
      </p>
      <pre
        className="mt-3 overflow-auto rounded-lg border border-line bg-bg p-4 font-mono text-xs leading-relaxed"
        tabIndex={0}
        aria-label="Example configuration"
      >
        {snippet}
      </pre>
    </section>
  );
}

const snippet = `{
  "policies": [
    { "name": "llama-1b", "url": "http://gpu-box:8000", "apiKeyEnv": "POLICY_KEY", "parametersB": 1.24 },
    { "name": "llama-70b", "urls": ["http://gpu-1:8000", "http://gpu-2:8000"], "parametersB": 70.6,
      "pricePerMillionTokens": { "prompt": 0.6, "completion": 0.8 } }
  ],
  "verifiers": [
    { "name": "rlhflow-8b", "kind": "rlhflow-prm", "url": "http://gpu-box:8001", "parametersB": 8.03 }
  ]
}`;

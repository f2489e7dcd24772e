# App and workers of several machines: see compose.yaml. The same image; what it is started with tells them apart.
FROM node:22-bookworm-slim
WORKDIR /longthink
COPY . .
RUN node -e "import('./lib/launch/prepare.mjs').then(async (all) => { await all.ensureInstalled(); await all.ensureBuilt(); })" \
  && mkdir -p data && chown -R node:node data .next
USER node
ENV HOST=0.0.0.0
EXPOSE 3000
CMD ["node", "lib/launch/start.mjs"]

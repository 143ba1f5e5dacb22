/** The floors of core, lowest first: a file imports from its own floor and from those it may see. */
const SEES = {
  declare: [],
  blocks: ['declare'],
  wire: ['declare', 'blocks'],
  describe: ['declare', 'blocks'],
  model: ['declare', 'blocks', 'wire'],
  client: ['declare', 'blocks', 'wire', 'model'],
  stores: ['declare', 'blocks', 'wire', 'model', 'client'],
  persist: ['declare', 'wire', 'model', 'client'],
  sdk: ['declare', 'blocks', 'wire', 'client'],
}

const TEST = String.raw`\.(test|test-d)\.[jt]sx?$|(^|/)test/|^bindings/parity/`

/** What a package shows: the entries of its package.json. */
const CORE_ENTRIES = '^core/src/(index|sdk|blocks/[^/]+|describe/index|persist/index|testing/index)[.]ts$'

const floors = Object.entries(SEES).map(([floor, below]) => ({
  name: `floor-${floor}`,
  comment: `core/src/${floor} sees ${['only itself', ...below].join(', ')}`,
  severity: 'error',
  from: { path: `^core/src/${floor}/`, pathNot: TEST },
  to: { path: '^core/src/', pathNot: `^core/src/(${[floor, ...below].join('|')})/` },
}))

export default {
  forbidden: [
    ...floors,
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: TEST },
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'floor-declare-alone',
      comment: 'the notation and the blocks depend on no package',
      severity: 'error',
      from: { path: '^core/src/(declare|blocks|describe|model)/', pathNot: TEST },
      to: { pathNot: '^core/src/' },
    },
    {
      name: 'floor-wire-parses',
      comment: 'the one package the pure floors may use is the parser of server-sent events, in wire',
      severity: 'error',
      from: { path: '^core/src/wire/', pathNot: TEST },
      to: { pathNot: '^core/src/|^node_modules/eventsource-parser/' },
    },
    {
      name: 'nanostores-above-model',
      comment: 'stores are made in client, stores and persist alone',
      severity: 'error',
      from: { path: '^core/src/', pathNot: `^core/src/(client|stores|persist)/|${TEST}` },
      to: { path: '^node_modules/nanostores/' },
    },
    {
      name: 'core-stands-alone',
      comment: 'core knows no binding, no sandbox, no demo',
      severity: 'error',
      from: { path: '^core/src/', pathNot: TEST },
      to: { path: '^(sandbox|bindings|demos|scripts|bench)/' },
    },
    {
      name: 'bindings-see-core',
      comment: 'a binding sees what core shows, and no other package of ours',
      severity: 'error',
      from: { path: '^bindings/([^/]+)/', pathNot: TEST },
      to: { path: '^(core|sandbox|demos|bindings)/', pathNot: `${CORE_ENTRIES}|^bindings/$1/` },
    },
    {
      name: 'sandbox-sees-core',
      comment: 'the sandbox reads what core shows',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: TEST },
      to: { path: '^(core|demos|bindings)/', pathNot: CORE_ENTRIES },
    },
    {
      name: 'demos-see-entries',
      comment: 'a demo uses what users use, and stands on the stage they share',
      severity: 'error',
      from: { path: '^demos/([^/]+)/', pathNot: TEST },
      to: {
        path: '^(core|sandbox|demos|bindings)/',
        pathNot: `${CORE_ENTRIES}|^demos/($1|stage)/|^(sandbox|bindings/[^/]+)/src/index[.]ts$`,
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@blockstate/source', 'browser', 'import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.vue', '.svelte'],
    },
  },
}

// The bill of materials: every part with version, licence and, for npm packages, the hash of the lockfile. CycloneDX 1.5, JSON.

/** @param {{ name: string, version: string }} part */
const purlOf = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** @param {string} integrity as in the lockfile, `sha512-` and base64 */
const hashOf = (integrity) => [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }];

/** Of what the runtime carries only these have names that vulnerability databases know. */
const RUNTIME_PARTS = /** @type {const} */ ([
  { key: 'electron', name: 'electron', purl: 'pkg:npm/electron@', licence: 'MIT' },
  { key: 'chrome', name: 'chromium', purl: 'pkg:generic/chromium@', licence: 'BSD-3-Clause' },
  { key: 'node', name: 'node', purl: 'pkg:generic/node@', licence: 'MIT' },
]);

/**
 * @param {typeof import('./identity.mjs').manifest} manifest
 * @param {readonly import('./parts.mjs').Part[]} parts npm packages in the bundles
 * @param {Readonly<Record<string, string>>} runtime versions of electron, chrome and node
 * @param {{ packages: Readonly<Record<string, { version: string, integrity?: string }>> }} lockfile
 * @throws {Error} if a bundle holds a package that the lockfile does not have in this version
 */
export function bomOf(manifest, parts, runtime, lockfile) {
  const components = parts.map((part) => {
    const entry = Object.entries(lockfile.packages).find(([place, { version }]) => place.endsWith(`node_modules/${part.name}`) && version === part.version)?.[1];
    if (!entry?.integrity) throw new Error(`the lockfile has no ${part.name} ${part.version}`);
    const purl = purlOf(part);
    return { 'bom-ref': purl, type: 'library', name: part.name, version: part.version, purl, licenses: [{ license: { id: part.licence } }], hashes: hashOf(entry.integrity) };
  });
  const carried = RUNTIME_PARTS.map(({ key, name, purl, licence }) => {
    const version = runtime[key];
    if (version === undefined) throw new Error(`the runtime does not tell its version of ${name}`);
    return { 'bom-ref': purl + version, type: 'framework', name, version, purl: purl + version, licenses: [{ license: { id: licence } }] };
  });
  const { name, version, license, description } = manifest;
  const self = { 'bom-ref': `${name}@${version}`, type: 'application', name, version, description, licenses: [{ license: { id: license } }] };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: self },
    components: [...carried, ...components],
    dependencies: [{ ref: self['bom-ref'], dependsOn: [...carried, ...components].map((one) => one['bom-ref']) }],
  };
}

/** This program, as evidence, documents and requests name it. A test holds the version to that of package.json. */
export const TOOL = { name: 'mimecast-audit-collector', version: '0.1.0' } as const;

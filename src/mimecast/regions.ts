/** The two generations of Mimecast's API: 2.0 (OAuth) and 1.0 (HMAC signature). */
export type Generation = 'oauth' | 'hmac';

const BASE_URLS: Readonly<Record<Generation, Readonly<Record<string, string>>>> = {
  // Mimecast support article 41019270938643 (June 2025). `global` fails over between regions; the others don't.
  oauth: {
    global: 'https://api.services.mimecast.com',
    uk: 'https://uk-api.services.mimecast.com',
    us: 'https://us-api.services.mimecast.com',
  },
  // Hosts of API 1.0 as public clients list them; api.mimecast.com itself only answers discovery, so it is no region.
  hmac: {
    eu: 'https://eu-api.mimecast.com',
    de: 'https://de-api.mimecast.com',
    us: 'https://us-api.mimecast.com',
    usb: 'https://usb-api.mimecast.com',
    uspcom: 'https://uspcom-api.mimecast-pscom-us.com',
    ca: 'https://ca-api.mimecast.com',
    za: 'https://za-api.mimecast.com',
    au: 'https://au-api.mimecast.com',
    je: 'https://je-api.mimecast.com',
    sandbox: 'https://sandbox-api.mimecast.com',
  },
};

/** The base URL (no slash at its end) of a region, whatever the case of its name; undefined if that generation has no such region. */
export function baseUrlOf(generation: Generation, region: string): string | undefined {
  const name = region.toLowerCase();
  return Object.hasOwn(BASE_URLS[generation], name) ? BASE_URLS[generation][name] : undefined;
}

/** The names that `baseUrlOf` knows, for messages and docs. */
export function regionNames(generation: Generation): readonly string[] {
  return Object.keys(BASE_URLS[generation]);
}

// SPDX-License-Identifier: Apache-2.0
// The table. One line of it: `id`; `point`, the number in section 1 of the notes on WHEP; what the `server` does, in words and as a `script`;
// what a `client` must do; what its user then `sees`, a picture or a failure; and what is expected on the wire, besides the house rules.
// Further fields: `token` for a bearer, `query` of the endpoint's URL, `moved` for a second endpoint, `except` for house rules that do not fit.

import { HTTP } from './cases/http.mjs';
import { ICE } from './cases/ice.mjs';
import { MEDIA } from './cases/media.mjs';
import { NEGOTIATION } from './cases/negotiation.mjs';

export const CASES = [...NEGOTIATION, ...HTTP, ...ICE, ...MEDIA].sort((one, other) => one.point - other.point);

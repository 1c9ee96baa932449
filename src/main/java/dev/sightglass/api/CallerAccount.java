// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.limit.Allowance;
import dev.sightglass.snapshot.Payer;
import java.time.Duration;

/** The caller of a request as the one who pays for its encodes. */
record CallerAccount(String workspaceId, Allowance allowance) implements Payer {

    @Override
    public void requireEncodeTime() {
        allowance.requireEncodeTime();
    }

    @Override
    public void charge(Duration time) {
        allowance.chargeEncode(time);
    }
}

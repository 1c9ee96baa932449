// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.testdb;

import java.util.UUID;

/** Tests on an H2 database in memory. */
public final class OnH2 extends OnDatabase {
    @Override
    Database start() {
        return new Database(connections("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa"), () -> {});
    }
}

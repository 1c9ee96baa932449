// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Data stores for tests of other packages. */
public final class TestStores {
    private TestStores() {}

    /** One whose history is in memory and whose database is nowhere. */
    public static DataStore nowhere() {
        return new LocalStore(new DriverManagerDataSource(), 1);
    }
}

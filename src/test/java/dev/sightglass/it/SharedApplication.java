// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one application that all test classes share, or a client of it, to whoever names a {@link PackagedApplication} or an
 * {@link ApiClient} as parameter: a start takes long. After each class it must hold nothing and have kept the secrets.
 */
final class SharedApplication implements ParameterResolver, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(SharedApplication.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == PackagedApplication.class || type == ApiClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        PackagedApplication application = holder(context).application;
        return parameter.getParameter().getType() == ApiClient.class ? application.client() : application;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Holder holder = context.getRoot().getStore(NAMESPACE).get(Holder.class, Holder.class);
        if (holder != null) {
            holder.application.awaitNothingHeld();
            holder.application.assertKeepsSecrets();
        }
    }

    private static Holder holder(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Holder.class);
    }

    /** Lives as long as the test run; JUnit closes it. */
    static final class Holder implements ExtensionContext.Store.CloseableResource {
        private final PackagedApplication application = PackagedApplication.onLoopbackInOneFile();

        Holder() {}

        @Override
        public void close() {
            application.close();
        }
    }
}

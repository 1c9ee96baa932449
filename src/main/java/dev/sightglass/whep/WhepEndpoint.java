// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Receive video of WebRTC feeds over WHEP, as decoded frames.
 *
 * <p>The one consumer of a name emits frames and events of all feeds subscribed under it; producers subscribe, unsubscribe and ask for
 * frames.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "whep",
        title = "WHEP",
        syntax = "whep:name",
        category = {Category.NETWORKING, Category.HTTP},
        headersClass = WhepConstants.class)
public class WhepEndpoint extends DefaultEndpoint {
    /** Name of the set of feeds; its consumer and producers use the same. */
    @UriPath(description = "Name of the set of feeds that its consumer and its producers share")
    private final String name;

    /** What a producer does. */
    @UriParam(label = "producer", enums = "SUBSCRIBE,UNSUBSCRIBE,NEWEST,EMIT")
    private @Nullable WhepOperation operation;

    @UriParam
    private WhepConfiguration configuration = new WhepConfiguration();

    @UriParam
    private EmissionConfiguration emission = new EmissionConfiguration();

    private final WhepComponent component;

    /** Makes an endpoint of {@code whep:name}. */
    public WhepEndpoint(String uri, WhepComponent component, String name) {
        super(uri, component);
        this.component = component;
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        if (operation == null) {
            throw new IllegalArgumentException("a whep: producer needs the option operation");
        }
        return new WhepProducer(this, component.hub(name), operation);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        WhepConsumer consumer = new WhepConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public WhepComponent getComponent() {
        return component;
    }

    public String getName() {
        return name;
    }

    public @Nullable WhepOperation getOperation() {
        return operation;
    }

    public void setOperation(@Nullable WhepOperation operation) {
        this.operation = operation;
    }

    public WhepConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(WhepConfiguration configuration) {
        this.configuration = configuration;
    }

    public EmissionConfiguration getEmission() {
        return emission;
    }

    public void setEmission(EmissionConfiguration emission) {
        this.emission = emission;
    }
}

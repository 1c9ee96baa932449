// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.util.Iterator;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.DispatchType;

/**
 * A processor that does one thing at a time. Where a read meets the end of a chunked body, Tomcat's goes on from within that read: it
 * answers the request, begins with the next one, and then returns to what it was doing with the first, by which the head of the next is
 * taken for two requests. It does so to tell the reader that this was all, of which it tells him after the read anyway where the
 * reading thread is its own, as it is with {@link BodyReader}. There it is left out.
 */
final class StepwiseProcessor extends Http11Processor {

    StepwiseProcessor(Http11NioProtocol protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    @Override
    protected void executeDispatches() {
        if (request.isRequestThread()) {
            forgetReads();
        } else {
            super.executeDispatches();
        }
    }

    /** Left for later, they would meet the next request. */
    private void forgetReads() {
        Iterator<DispatchType> left = getIteratorAndClearDispatches();
        while (left != null && left.hasNext()) {
            DispatchType next = left.next();
            if (next != DispatchType.NON_BLOCKING_READ) {
                addDispatch(next);
            }
        }
    }
}

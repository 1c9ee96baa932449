// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.function.BooleanSupplier;

/**
 * Hands requests to the routes that answer them. A servlet of our own for the paths of the API, because Spring's dispatcher takes
 * more CPU to find a route, by trying all of them, than the route takes to answer from the cache.
 */
public final class RouteServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String SOON = "1";

    private final transient RouteTable routes;
    private final transient BooleanSupplier ready;

    /** @param ready whether all routes are there; an unknown path is 503 before, and 404 from then on */
    public RouteServlet(RouteTable routes, BooleanSupplier ready) {
        this.routes = routes;
        this.ready = ready;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] path = request.getRequestURI().split("/", -1);
        RouteHttpConsumer route = routes.find(path, request.getMethod());
        if (route != null) {
            route.answer(request, response, path);
        } else {
            refuse(request, response, routes.allowed(path));
        }
    }

    /** RFC 9110: sections 15.5.6 (405 names what is allowed) and 9.3.7 (so does OPTIONS). */
    private void refuse(HttpServletRequest request, HttpServletResponse response, String allowed) throws IOException {
        if (!allowed.isEmpty()) {
            response.setHeader("Allow", allowed + ",OPTIONS");
            if (!request.getMethod().equals("OPTIONS")) {
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        } else if (ready.getAsBoolean()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            response.setHeader("Retry-After", SOON);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}

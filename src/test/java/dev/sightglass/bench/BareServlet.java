// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/**
 * The least that the application's container can do: an embedded Tomcat with its tuning and one servlet that answers every
 * request with the same bytes and headers, or 304 where {@code If-None-Match} is the tag. Prints its port and runs until it is
 * ended. Arguments: a file of the bytes, then {@code Name: value} for each header.
 */
public final class BareServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private final transient Map<String, String> headers;
    private final byte[] body;

    private BareServlet(byte[] body, Map<String, String> headers) {
        this.body = body;
        this.headers = headers;
    }

    public static void main(String[] arguments) throws IOException, LifecycleException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            int colon = arguments[i].indexOf(": ");
            headers.put(arguments[i].substring(0, colon), arguments[i].substring(colon + 2));
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setPort(0);
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // As TomcatTuning does.
        tomcat.getConnector().setProperty("socket.appWriteBufSize", "131072");
        tomcat.getConnector().setProperty("socket.txBufSize", "262144");
        if (Runtime.version().feature() >= 21) {
            tomcat.getConnector().getProtocolHandler().setExecutor(new VirtualThreadExecutor("virtual-"));
        }
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "bare", new BareServlet(Files.readAllBytes(Path.of(arguments[0])), headers));
        context.addServletMappingDecoded("/*", "bare");
        tomcat.start();
        System.out.println(tomcat.getConnector().getLocalPort());
        tomcat.getServer().await();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean known = headers.get("ETag").equals(request.getHeader("If-None-Match"));
        response.setStatus(known ? 304 : 200);
        headers.forEach(response::setHeader);
        if (!known) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}

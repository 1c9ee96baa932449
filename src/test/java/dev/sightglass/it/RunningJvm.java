// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a JVM shows to whoever may attach to it: what {@code jcmd} and a JMX console print. */
final class RunningJvm implements AutoCloseable {
    private static final String DIAGNOSTICS = "com.sun.management:type=DiagnosticCommand";

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    // The address is that of a process of ours, on this machine.
    @SuppressWarnings("BanJNDI")
    RunningJvm(long pid) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            beans = connector.getMBeanServerConnection();
        } finally {
            machine.detach();
        }
    }

    /** {@code jcmd Thread.print}: names and stacks of all platform threads. */
    String threads() throws IOException, JMException {
        return command("threadPrint");
    }

    /** {@code jcmd GC.class_histogram}, after a full collection: what is alive. */
    String histogram() throws IOException, JMException {
        return command("gcClassHistogram");
    }

    /** Every attribute of every MBean that can be read, as text. */
    String attributes() throws IOException, JMException {
        StringBuilder all = new StringBuilder();
        for (ObjectName name : beans.queryNames(null, null)) {
            String[] readable = Arrays.stream(beans.getMBeanInfo(name).getAttributes())
                    .filter(MBeanAttributeInfo::isReadable)
                    .map(MBeanAttributeInfo::getName)
                    .toArray(String[]::new);
            all.append(name).append('\n');
            for (Attribute attribute : beans.getAttributes(name, readable).asList()) {
                all.append(attribute.getName())
                        .append('=')
                        .append(text(attribute.getValue()))
                        .append('\n');
            }
        }
        return all.toString();
    }

    private String command(String operation) throws IOException, JMException {
        Object printed =
                beans.invoke(new ObjectName(DIAGNOSTICS), operation, new Object[] {new String[0]}, new String[] {
                    String[].class.getName()
                });
        return printed.toString();
    }

    private static String text(Object value) {
        if (value == null || !value.getClass().isArray()) {
            return Objects.toString(value);
        }
        List<Object> elements = IntStream.range(0, Array.getLength(value))
                .mapToObj(index -> Array.get(value, index))
                .toList();
        return elements.stream().map(RunningJvm::text).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which route answers which path and method. Routes come and go with the folder they are read from, seldom; requests look them up
 * without a lock.
 */
public final class RouteTable {

    private static final Comparator<RouteHttpConsumer> MOST_SPECIFIC_FIRST =
            (a, b) -> a.template().compareSpecificity(b.template());

    /** By number of segments; each list from the most to the least specific. Replaced as a whole. */
    private volatile List<List<RouteHttpConsumer>> byLength = List.of();

    synchronized void add(RouteHttpConsumer consumer) {
        List<RouteHttpConsumer> all = all();
        all.add(consumer);
        byLength = ordered(all);
    }

    synchronized void remove(RouteHttpConsumer consumer) {
        List<RouteHttpConsumer> all = all();
        all.remove(consumer);
        byLength = ordered(all);
    }

    /** The route for a path, cut at its slashes, and a method; null if there is none. */
    @Nullable RouteHttpConsumer find(String[] path, String method) {
        for (RouteHttpConsumer consumer : ofLength(path.length)) {
            if (consumer.takes(method) && consumer.template().matches(path)) {
                return consumer;
            }
        }
        return null;
    }

    /** The methods that a path takes, separated by commas; empty if it is not known at all. */
    String allowed(String[] path) {
        StringBuilder methods = new StringBuilder();
        for (RouteHttpConsumer consumer : ofLength(path.length)) {
            if (consumer.template().matches(path)) {
                methods.append(methods.isEmpty() ? "" : ",").append(consumer.methods());
            }
        }
        return methods.toString();
    }

    private List<RouteHttpConsumer> ofLength(int length) {
        List<List<RouteHttpConsumer>> lists = byLength;
        return length < lists.size() ? lists.get(length) : List.of();
    }

    private List<RouteHttpConsumer> all() {
        List<RouteHttpConsumer> all = new ArrayList<>();
        byLength.forEach(all::addAll);
        return all;
    }

    private static List<List<RouteHttpConsumer>> ordered(List<RouteHttpConsumer> all) {
        List<List<RouteHttpConsumer>> lists = new ArrayList<>();
        for (RouteHttpConsumer consumer : all) {
            while (lists.size() <= consumer.template().length()) {
                lists.add(new ArrayList<>());
            }
            lists.get(consumer.template().length()).add(consumer);
        }
        lists.forEach(list -> list.sort(MOST_SPECIFIC_FIRST));
        return lists.stream().map(List::copyOf).toList();
    }
}

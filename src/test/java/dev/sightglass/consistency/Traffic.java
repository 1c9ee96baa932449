// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writers and readers over the caches of one or more nodes. Each number has one writer. Of a pair of writers the first takes its
 * transaction id, lets the second commit and then holds its own commit back, so that ids commit out of order. Every token goes through a queue to a
 * reader of another node, which asks for all numbers with it, and so also reads in between some that are about to change.
 */
final class Traffic {
    static final int NUMBERS = 4;

    private static final ConsistencyToken NONE = new ConsistencyToken(0, 0);
    private static final Told LAST = new Told(-1, 0, NONE);

    private final Numbers numbers;
    private final List<Node> nodes;
    private final List<BlockingQueue<Told>> queues = new ArrayList<>();
    private final TokenTaken taken;
    private final TransactionOperations transactions;
    private final LongAdder asked = new LongAdder();
    private final LongAdder stale = new LongAdder();

    Traffic(Numbers numbers, List<DataStore> stores, TokenTaken taken) {
        this.numbers = numbers;
        this.taken = taken;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(numbers.database()));
        this.nodes = stores.stream().map(this::node).toList();
    }

    /** When a writer takes its token; on PostgreSQL it may do so within its transaction, whose id it gets then. */
    enum TokenTaken {
        WITHIN,
        AFTER_COMMIT
    }

    /** What a run saw: answers given to tokens, those older than their token, and those that cost no query. */
    record Tally(long asked, long stale, long fromCache) {}

    private record Told(int id, long number, ConsistencyToken token) {}

    private record Node(DataStore store, RecentEntries<Integer, Optional<Long>> entries, LongAdder loads) {}

    private Node node(DataStore store) {
        LongAdder loads = new LongAdder();
        RecentEntries<Integer, Optional<Long>> entries = new RecentEntries<>(
                store,
                id -> {
                    loads.increment();
                    return numbers.read(id);
                },
                100,
                Ticker.systemTicker());
        return new Node(store, entries, loads);
    }

    /** Lets every writer write that often and every token be read. */
    Tally run(int rounds) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<?>> readers = new ArrayList<>();
            for (int id = 0; id < NUMBERS; id++) {
                BlockingQueue<Told> queue = new LinkedBlockingQueue<>();
                queues.add(queue);
                Node other = nodes.get((id + 1) % nodes.size());
                readers.add(CompletableFuture.runAsync(() -> readAll(other, queue), threads));
            }
            List<CompletableFuture<?>> writers = new ArrayList<>();
            for (int pair = 0; pair < NUMBERS; pair += 2) {
                CyclicBarrier secondMayWrite = new CyclicBarrier(2);
                int first = pair;
                writers.add(CompletableFuture.runAsync(() -> writeHoldingBack(first, rounds, secondMayWrite), threads));
                writers.add(CompletableFuture.runAsync(() -> writeAfter(first + 1, rounds, secondMayWrite), threads));
            }
            writers.forEach(CompletableFuture::join);
            queues.forEach(queue -> queue.add(LAST));
            readers.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
        long loads = nodes.stream().mapToLong(node -> node.loads.sum()).sum();
        return new Tally(asked.sum(), stale.sum(), asked.sum() - loads);
    }

    private void writeHoldingBack(int id, int rounds, CyclicBarrier secondMayWrite) {
        for (int round = 0; round < rounds; round++) {
            write(id, () -> {
                long number = numbers.raise(id);
                await(secondMayWrite);
                // Some statements' time, in which the other commits and readers load.
                for (int pause = 0; pause < 4; pause++) {
                    JdbcClient.create(numbers.database())
                            .sql("SELECT 1")
                            .query()
                            .singleValue();
                }
                return number;
            });
        }
    }

    private void writeAfter(int id, int rounds, CyclicBarrier secondMayWrite) {
        for (int round = 0; round < rounds; round++) {
            await(secondMayWrite);
            write(id, () -> numbers.raise(id));
        }
    }

    private void write(int id, Supplier<Long> work) {
        // On the first node, whose transactions the numbers' statements take part in.
        Node node = nodes.get(0);
        Told told = transactions.execute(transaction -> {
            long number = work.get();
            return new Told(id, number, taken == TokenTaken.WITHIN ? node.store.now() : NONE);
        });
        node.entries.invalidate(id);
        queues.get(id).add(taken == TokenTaken.WITHIN ? told : new Told(id, told.number, node.store.now()));
    }

    private void readAll(Node node, BlockingQueue<Told> queue) {
        for (Told told = take(queue); told != LAST; told = take(queue)) {
            ConsistencyToken token = node.store.recognise(told.token);
            for (int id = 0; id < NUMBERS; id++) {
                long number = node.entries.get(id, token).orElseThrow();
                asked.increment();
                if (id == told.id && number < told.number) {
                    stale.increment();
                }
            }
        }
    }

    private static Told take(BlockingQueue<Told> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

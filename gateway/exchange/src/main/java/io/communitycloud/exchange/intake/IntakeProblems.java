package io.communitycloud.exchange.intake;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * What was wrong in accepted files, by row and column, and never what stood there.
 *
 * <p>They are kept in parts of a few hundred rows, each under its own number, so that writing a part twice is once.
 */
@Repository
class IntakeProblems {

    private static final String COLLECTION = "intake_problems";

    private final MongoTemplate mongo;

    IntakeProblems(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("ticket", "part"));
    }

    /**
     * What is told of a cell.
     *
     * @param row counted from 1, 0 where it is the file's
     * @param column what the system calls it, empty where it is the row's
     * @param refused whether the row was refused for it; otherwise it was taken and this is a note
     */
    record RowProblem(int row, String column, String code, boolean refused) {}

    /** A part with its problems. */
    record Part(String part, List<RowProblem> problems) {}

    /** The number of a part, as it sorts. */
    static String part(int number, int of) {
        return String.format(Locale.ROOT, "%07d-%d", number, of);
    }

    /** Keeps a part; the same part again replaces it. */
    void keep(String ticket, String part, List<RowProblem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        String id = ticket + ":" + part;
        Document document = new Document("_id", id)
                .append("ticket", ticket)
                .append("part", part)
                .append(
                        "problems",
                        problems.stream()
                                .map(problem -> new Document("row", problem.row())
                                        .append("column", problem.column())
                                        .append("code", problem.code())
                                        .append("refused", problem.refused()))
                                .toList());
        problems().replaceOne(eq("_id", id), document, new ReplaceOptions().upsert(true));
    }

    /** The parts after one, in the order of the file. */
    List<Part> after(String ticket, String part, int atMost) {
        return problems()
                .find(and(eq("ticket", ticket), gt("part", part)))
                .sort(Sorts.ascending("part"))
                .limit(atMost)
                .map(document -> new Part(
                        document.getString("part"),
                        document.getList("problems", Document.class, List.of()).stream()
                                .map(problem -> new RowProblem(
                                        problem.getInteger("row"),
                                        problem.getString("column"),
                                        problem.getString("code"),
                                        problem.getBoolean("refused")))
                                .toList()))
                .into(new ArrayList<>());
    }

    /** The first so many problems of a ticket. */
    List<RowProblem> first(String ticket, int atMost) {
        List<RowProblem> found = new ArrayList<>();
        String last = "";
        while (found.size() < atMost) {
            List<Part> parts = after(ticket, last, 20);
            if (parts.isEmpty()) {
                break;
            }
            parts.forEach(part -> found.addAll(part.problems()));
            last = parts.getLast().part();
        }
        return found.size() > atMost ? found.subList(0, atMost) : found;
    }

    private MongoCollection<Document> problems() {
        return mongo.getCollection(COLLECTION);
    }
}

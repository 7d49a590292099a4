package io.communitycloud.legacy.online;

import io.communitycloud.legacy.secret.Credentials;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** HMB-01 物业管理: the key stands in the address, and times have no zone. */
@Component
final class PropertySystem implements OnlineSystem {

    private static final int ORDERS = 5;
    private static final int MOST_ON_A_PAGE = 200;
    private static final List<String> KINDS = List.of("水管漏水", "电梯故障", "门禁损坏", "楼道照明", "垃圾清运");

    private final String key;

    PropertySystem(Credentials credentials) {
        this.key = credentials.text("hmb-01", "app-key");
    }

    @Override
    public String id() {
        return "HMB-01";
    }

    @Override
    public Answer answer(Call call) {
        Map<String, String> query = call.query();
        if (!key.equals(query.get("appkey"))) {
            return Answer.json(Answer.FORBIDDEN, Map.of("code", "9001", "msg", "appkey无效"));
        }
        String area = query.getOrDefault("jwbm", "");
        if (!call.is("GET", "/open/orders") || !area.matches("\\d{12}")) {
            return Answer.json(Answer.NOT_FOUND, Map.of("code", "9002", "msg", "参数错误"));
        }
        int page = Math.max(1, number(query.get("pageNo"), 1));
        int size = Math.clamp(number(query.get("pageSize"), MOST_ON_A_PAGE), 1, MOST_ON_A_PAGE);
        List<Map<String, @Nullable Object>> rows = IntStream.rangeClosed(1, ORDERS)
                .skip((page - 1L) * size)
                .limit(size)
                .mapToObj(order -> order(area, order))
                .toList();
        return Answer.json(
                Answer.OK, Json.object("code", "0000", "result", Json.object("total", ORDERS, "list", rows)));
    }

    @Override
    public Answer failed() {
        return Answer.json(
                Answer.BROKEN,
                Map.of(
                        "code",
                        "9999",
                        "msg",
                        "redis.clients.jedis.exceptions.JedisConnectionException: 172.16.4.9:6379"));
    }

    private static Map<String, @Nullable Object> order(String area, int number) {
        boolean closed = number % 2 == 0;
        return Json.object(
                "bxdh",
                "WX" + area + String.format(Locale.ROOT, "%03d", number),
                "xqbh",
                "XQ" + area + "001",
                "xqmc",
                "合成小区" + area.substring(9),
                "wyqy",
                "91310101MA1FP00000",
                "lx",
                KINDS.get(number % KINDS.size()),
                "slsj",
                "2026-11-%02d 09:12:00".formatted(10 + number),
                "bjsj",
                closed ? "2026-11-%02d 17:40:00".formatted(10 + number) : null,
                "pf",
                closed ? 5 : null);
    }

    private static int number(@Nullable String text, int otherwise) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}

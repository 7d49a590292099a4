package io.communitycloud.legacy.online;

import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** DPF-01 残疾人服务: everything is HTTP 200, also what went wrong. */
@Component
final class DisabilitySystem implements OnlineSystem {

    private static final int ONE_IN = 30;

    private final People people;
    private final String password;

    DisabilitySystem(People people, Credentials credentials) {
        this.people = people;
        this.password = credentials.text("dpf-01", "password");
    }

    @Override
    public String id() {
        return "DPF-01";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.presents(USER, password)) {
            return Answer.json(Answer.UNAUTHORIZED, Json.object("code", 401, "msg", "未授权"));
        }
        if (!call.is("POST", "/cjr/query")) {
            return coded(-1, "接口不存在");
        }
        return people.withNumber(Json.tree(call.body()).path("sfzh").asString(""))
                .filter(person -> People.isAmong(ONE_IN, person))
                .map(person -> Answer.json(Answer.OK, Json.object("code", 0, "msg", "ok", "data", certificate(person))))
                .orElseGet(() -> coded(1, "查无数据"));
    }

    @Override
    public Answer failed() {
        return coded(-1, "ORA-01034: ORACLE not available");
    }

    @Override
    public Answer closed() {
        return coded(-1, "非服务时间");
    }

    private static Answer coded(int code, String message) {
        return Answer.json(Answer.OK, Json.object("code", code, "msg", message, "data", null));
    }

    private static Map<String, @Nullable Object> certificate(SampleResident person) {
        int kind = 1 + People.ordinal(person) % 7;
        int degree = 1 + People.ordinal(person) % 4;
        return Json.object(
                "cjzh",
                person.idNumber() + kind + degree,
                "xm",
                person.name(),
                "cjlb",
                kind,
                "cjdj",
                degree,
                "yxq",
                "2033-05-31");
    }
}

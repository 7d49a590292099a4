package io.communitycloud.legacy.online;

import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** ORG-02 双报到: a form goes in and a form comes out; the phone is the key. */
@Component
final class CheckInSystem implements OnlineSystem {

    private static final int ONE_IN = 20;
    private static final int MOST = 50;
    private static final List<String> POSTS = List.of("楼组长助理", "垃圾分类引导员", "防疫志愿者");

    private final People people;
    private final String password;

    CheckInSystem(People people, Credentials credentials) {
        this.people = people;
        this.password = credentials.text("org-02", "password");
    }

    @Override
    public String id() {
        return "ORG-02";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.presents(USER, password)) {
            return Answer.unauthorized("双报到");
        }
        if (!call.is("POST", "/checkin/query")) {
            return fields("code=98&msg=" + encoded("接口不存在"));
        }
        Map<String, String> form = call.form(StandardCharsets.UTF_8);
        List<SampleResident> found = form.containsKey("sjh")
                ? people.withPhone(form.get("sjh")).stream()
                        .filter(CheckInSystem::knows)
                        .toList()
                : people.in(form.getOrDefault("bdjwh", "")).stream()
                        .filter(CheckInSystem::knows)
                        .limit(MOST)
                        .toList();
        StringBuilder answer = new StringBuilder("code=0&count=").append(found.size());
        for (int i = 0; i < found.size(); i++) {
            SampleResident person = found.get(i);
            int ordinal = People.ordinal(person);
            String row = "_" + (i + 1) + "=";
            answer.append("&dyxm").append(row).append(encoded(person.name()));
            answer.append("&sjh").append(row).append(encoded(person.phone()));
            answer.append("&dwmc").append(row).append(encoded("合成单位" + ordinal % 9));
            answer.append("&bdjwh").append(row).append(person.area());
            answer.append("&bdsj").append(row).append(encoded("2026-03-01 09:00"));
            answer.append("&rlgw").append(row).append(encoded(POSTS.get(ordinal % POSTS.size())));
        }
        return fields(answer.toString());
    }

    @Override
    public Answer failed() {
        return fields("code=99&msg=" + encoded("System.Data.SqlClient.SqlException: 登录失败 用户 sa"));
    }

    private static boolean knows(SampleResident person) {
        return !person.phone().isEmpty() && People.isAmong(ONE_IN, person);
    }

    private static Answer fields(String text) {
        return Answer.text(Answer.OK, "text/plain", StandardCharsets.UTF_8, text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package io.communitycloud.legacy.online;

/** A system that answers at once; each speaks, checks and fails in its own way. */
interface OnlineSystem {

    /** Who the platform is to every system. */
    String USER = "community-cloud";

    /** As in the catalogue; its paths begin with it in small letters. */
    String id();

    Answer answer(Call call);

    /** What it says when something in it broke. */
    Answer failed();

    /** What it says outside its hours. */
    default Answer closed() {
        return Answer.html(
                Answer.CLOSED,
                java.nio.charset.StandardCharsets.UTF_8,
                "<html><body><h1>系统维护中</h1><p>不在服务时间内</p></body></html>");
    }
}

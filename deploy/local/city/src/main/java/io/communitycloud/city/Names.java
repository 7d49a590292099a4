package io.communitycloud.city;

import java.util.random.RandomGenerator;

/** Puts names together from lists of characters: plainly made up, and any likeness is by chance. */
final class Names {

    /** U+2CB5A is four bytes in GB18030 and outside the basic plane: whoever cuts it in half is found out early. */
    static final String FOUR_BYTES = "\uD872\uDF5A";

    private static final String[] SURNAMES =
            ("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 萧 田 董 袁 潘 于 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 "
                            + "姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 傅 方 白 邹 孟 熊 秦 邱 江 尹 薛 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 覃 武 戴 "
                            + "欧阳 上官 司徒 诸葛")
                    .split(" ");
    private static final String[] MEN =
            "伟 强 磊 军 洋 勇 杰 涛 超 明 刚 平 辉 鹏 华 飞 鑫 波 斌 宇 浩 凯 健 俊 帆 帅 旭 宁 龙 林 欢 阳 建 亮 成 峰 志 文 国 家 海 永 德 庆 思 子 天 一 晨 睿"
                    .split(" ");
    private static final String[] WOMEN =
            "芳 娜 敏 静 丽 艳 娟 霞 燕 玲 婷 雪 慧 莉 倩 颖 洁 琳 悦 欣 怡 佳 萍 红 英 梅 兰 秀 玉 珍 凤 云 莹 瑶 琴 蓉 岚 馨 雅 思 梦 诗 涵 子 晓 文 月 春 秋 晴"
                    .split(" ");

    private Names() {}

    static String surname(RandomGenerator random) {
        // Squared: the first surnames of the list are the frequent ones.
        double draw = random.nextDouble();
        return SURNAMES[(int) (draw * draw * SURNAMES.length)];
    }

    static String given(boolean male, RandomGenerator random) {
        String[] characters = male ? MEN : WOMEN;
        String last = characters[random.nextInt(characters.length)];
        return random.nextDouble() < 0.3 ? last : characters[random.nextInt(characters.length)] + last;
    }
}

package io.communitycloud.emergency.transfer;

import io.communitycloud.emergency.quarantine.Destination;
import io.communitycloud.emergency.transfer.SortingPoint.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/** The 19 sorting points: the districts as shipped ({@code data/districts.csv}) and the provinces by GB/T 2260. */
@Component
class SortingPoints {

    private static final String RESOURCE = "/data/districts.csv";

    private final List<SortingPoint> points = new ArrayList<>();

    /** Reads what is shipped; data that cannot be understood keep the service from starting. */
    SortingPoints() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream file = Objects.requireNonNull(SortingPoints.class.getResourceAsStream(RESOURCE), RESOURCE);
                var rows = format.parse(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (CSVRecord row : rows) {
                points.add(new SortingPoint(
                        row.get("code"), Kind.DISTRICT, row.get("code") + "000000", row.get("zh"), row.get("en")));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (Province province : Province.values()) {
            points.add(new SortingPoint(province.name(), Kind.PROVINCE, province.area(), province.zh(), province.en()));
        }
    }

    List<SortingPoint> all() {
        return List.copyOf(points);
    }

    Optional<SortingPoint> find(String id) {
        return points.stream().filter(point -> point.id().equals(id)).findFirst();
    }

    /** The provinces that take people over. */
    enum Province {
        JS("320000000000", "江苏省", "Jiangsu"),
        ZJ("330000000000", "浙江省", "Zhejiang"),
        AH("340000000000", "安徽省", "Anhui");

        private final String area;
        private final String zh;
        private final String en;

        Province(String area, String zh, String en) {
            this.area = area;
            this.zh = zh;
            this.en = en;
        }

        String area() {
            return area;
        }

        String zh() {
            return zh;
        }

        String en() {
            return en;
        }

        Destination destination() {
            return switch (this) {
                case JS -> Destination.JS;
                case ZJ -> Destination.ZJ;
                case AH -> Destination.AH;
            };
        }
    }
}

package io.communitycloud.emergency.incident;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds reports of the same thing: same type, within {@value #METRES} metres and a day, by the cells of a geohash.
 *
 * <p>No store's geometry is asked: a report stands in one cell of about 1.2 km by 0.6 km, and whoever looks for its like asks
 * for the nine cells around and measures what is found.
 */
final class Nearness {

    static final double METRES = 500;

    private static final int CHARACTERS = 6;
    private static final String ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";
    private static final double CELL_HEIGHT = 180.0 / (1 << 15);
    private static final double CELL_WIDTH = 360.0 / (1 << 15);
    private static final double EARTH_RADIUS = 6_371_000;

    private Nearness() {}

    /** What a report is found by; empty where nobody said where it was. */
    static String keyOf(String type, Report report) {
        Double latitude = report.latitude();
        Double longitude = report.longitude();
        return latitude == null || longitude == null ? "" : key(type, cell(latitude, longitude), day(report.knownAt()));
    }

    /** What reports of the same thing may be found by. */
    static List<String> around(String type, Report report) {
        Double latitude = report.latitude();
        Double longitude = report.longitude();
        if (latitude == null || longitude == null) {
            return List.of();
        }
        Set<String> keys = new LinkedHashSet<>();
        long day = day(report.knownAt());
        for (int north = -1; north <= 1; north++) {
            for (int east = -1; east <= 1; east++) {
                String cell = cell(latitude + north * CELL_HEIGHT, longitude + east * CELL_WIDTH);
                for (long around = day - 1; around <= day + 1; around++) {
                    keys.add(key(type, cell, around));
                }
            }
        }
        return new ArrayList<>(keys);
    }

    /** Whether two reports may be of the same thing. */
    static boolean near(Report one, Report other) {
        boolean sameDay = Math.abs(ChronoUnit.MINUTES.between(one.knownAt(), other.knownAt()))
                <= ChronoUnit.DAYS.getDuration().toMinutes();
        return sameDay && metres(one, other) <= METRES;
    }

    /** How far two reports are from each other; infinitely where one has no place. */
    static double metres(Report one, Report other) {
        Double latitude = one.latitude();
        Double longitude = one.longitude();
        Double otherLatitude = other.latitude();
        Double otherLongitude = other.longitude();
        if (latitude == null || longitude == null || otherLatitude == null || otherLongitude == null) {
            return Double.POSITIVE_INFINITY;
        }
        double north = Math.toRadians(otherLatitude - latitude);
        double east =
                Math.toRadians(otherLongitude - longitude) * Math.cos(Math.toRadians((otherLatitude + latitude) / 2));
        return EARTH_RADIUS * Math.hypot(north, east);
    }

    private static String key(String type, String cell, long day) {
        return type + "@" + cell + "@" + day;
    }

    private static long day(Instant moment) {
        return Math.floorDiv(
                moment.getEpochSecond(), ChronoUnit.DAYS.getDuration().toSeconds());
    }

    static String cell(double latitude, double longitude) {
        double south = -90;
        double north = 90;
        double west = -180;
        double east = 180;
        StringBuilder cell = new StringBuilder();
        boolean lengthwise = true;
        int bits = 0;
        int value = 0;
        while (cell.length() < CHARACTERS) {
            value <<= 1;
            if (lengthwise) {
                double middle = (west + east) / 2;
                if (longitude >= middle) {
                    value |= 1;
                    west = middle;
                } else {
                    east = middle;
                }
            } else {
                double middle = (south + north) / 2;
                if (latitude >= middle) {
                    value |= 1;
                    south = middle;
                } else {
                    north = middle;
                }
            }
            lengthwise = !lengthwise;
            bits++;
            if (bits == 5) {
                cell.append(ALPHABET.charAt(value));
                bits = 0;
                value = 0;
            }
        }
        return cell.toString();
    }
}

package io.communitycloud.exchange.intake.format;

/** What is wrong with a cell, or was put right in it; never what stands there. */
public record CellProblem(String column, String code) {}

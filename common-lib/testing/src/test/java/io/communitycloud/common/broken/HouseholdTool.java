package io.communitycloud.common.broken;

record HouseholdTool(String id) {}

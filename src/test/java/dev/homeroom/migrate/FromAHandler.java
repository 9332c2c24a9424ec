package dev.homeroom.migrate;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheManagement;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;

class FromAHandler {
  // ttl: 300, key: `customer_orders_${customerId}`
  @Produces
  static final Region<OrderRow> ORDERS =
      Region.of("orders", OrderRow.class, "customer_orders_{}", DataClass.SHARED, CacheTtl.DYNAMIC);

  @Inject CacheService cache;
  @Inject CacheManagement management;

  static CacheKey<OrderRow> key(String school, String customer) {
    return ORDERS.key(
        Scope.school(school), () -> List.of(Tag.of("orders", school, customer)), customer);
  }

  // await handleCache({ key, ttl, redis: getRedis(), dbQueryFn })
  Cached<OrderRow> find(String school, String customer, Function<String, OrderRow> dbQuery) {
    return cache.getOrLoad(key(school, customer), scope -> dbQuery.apply(customer));
  }

  // res.json({ redis_available: !!getRedis(), … })
  boolean isRedisAvailable() {
    return management.health().state() == CacheState.REDIS;
  }
}

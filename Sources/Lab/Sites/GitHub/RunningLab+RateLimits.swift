extension RunningLab {
    /// Switches GitHub's secondary rate limit: every request is then refused with 403 and `Retry-After: 60`.
    public func setSecondaryRateLimit(_ isOn: Bool) async { await stage.apply(.github(.secondaryLimit(isOn))) }

    /// Sets how many requests a token has in an hour; 5,000 at first.
    public func setHourlyRateLimit(_ count: Int) async { await stage.apply(.github(.hourlyLimit(count))) }
}

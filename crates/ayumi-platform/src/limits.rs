//! What a process holds itself to before it touches what a stranger made.
//!
//! A system that refuses a limit still has the parent's: the parent ends a child that takes too
//! long. Called first of all in a child, before any thread is started.

/// The most a process may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory it may write to, in bytes; `None` leaves it unlimited.
    pub data: Option<u64>,
    /// Addresses in all, the program itself included, in bytes.
    pub addresses: u64,
    /// Seconds of work.
    pub work: u64,
}

/// Holds this process to `limits`. An allocation beyond them aborts it.
pub fn set(limits: Limits) {
    #[cfg(unix)]
    unix::set(limits);
    #[cfg(not(unix))]
    let _ = limits;
}

/// Gives up everything but memory and the pipes that are open already: no file can be opened or
/// written, no connection made, no program started. `false` where the system cannot do it; the
/// process goes on under its other limits then.
#[must_use]
pub fn seal() -> bool {
    #[cfg(target_os = "linux")]
    let sealed = linux::seal();
    #[cfg(not(target_os = "linux"))]
    let sealed = false;
    sealed
}

#[cfg(unix)]
mod unix {
    use rustix::process::{Resource, Rlimit, setrlimit};

    pub(super) fn set(limits: super::Limits) {
        let mut all = vec![
            (Resource::As, limits.addresses),
            (Resource::Cpu, limits.work),
            (Resource::Core, 0),
        ];
        all.extend(limits.data.map(|data| (Resource::Data, data)));
        for (resource, most) in all {
            let limit = Rlimit {
                current: Some(most),
                maximum: Some(most),
            };
            // See the head of this file.
            let _ = setrlimit(resource, limit);
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use landlock::{ABI, Access, AccessFs, Ruleset, RulesetAttr};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

    /// Both fences: the second holds on kernels without the first.
    pub(super) fn seal() -> bool {
        let _ = no_files();
        filter().is_some_and(|filter| seccompiler::apply_filter(&filter).is_ok())
    }

    /// No path may be opened any more, for nothing.
    fn no_files() -> Result<(), landlock::RulesetError> {
        let rules = Ruleset::default().handle_access(AccessFs::from_all(ABI::V5))?;
        rules.create()?.restrict_self()?;
        Ok(())
    }

    /// Calls a program makes that computes and speaks through pipes it has. Anything else is
    /// answered with "not permitted", which the standard library reports as an error.
    const CALLS: &[libc::c_long] = &[
        libc::SYS_read,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_readv,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_lseek,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_gettid,
        libc::SYS_getpid,
        libc::SYS_tgkill,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_getrandom,
        libc::SYS_prlimit64,
        libc::SYS_restart_syscall,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    fn filter() -> Option<BpfProgram> {
        let architecture = TargetArch::try_from(std::env::consts::ARCH).ok()?;
        let rules = CALLS.iter().map(|call| (*call, Vec::new())).collect();
        let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let filter = SeccompFilter::new(rules, refused, SeccompAction::Allow, architecture);
        filter.ok()?.try_into().ok()
    }
}

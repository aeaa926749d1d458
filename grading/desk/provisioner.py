"""The `jupyter_client` provisioner of warm kernels, chosen by JUPYTER_DEFAULT_PROVISIONER_NAME=warm-provisioner."""

import asyncio
import os

from jupyter_client.provisioning import LocalProvisioner

from grading.desk import kernels


class WarmProvisioner(LocalProvisioner):
    """Forks kernels from a warm parent; where that cannot be done, starts ordinary ones and logs why."""

    async def launch_kernel(self, cmd, **kwargs):
        """Start a kernel; return how to connect to it.

        Arguments: cmd, the command of the ordinary kernel; the others as `subprocess.Popen` takes them.
        """
        # In a thread: the first one waits for the imports, and a server has others to answer meanwhile.
        try:
            self.process = await asyncio.to_thread(kernels.start, cmd, **self._scrub_kwargs(kwargs))
        except (RuntimeError, OSError) as error:
            self.log.warning("An ordinary kernel instead of a warm one: %s", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid, self.pgid = self.process.pid, None  # signals to the group go through the process
        self.cwd = kwargs.get("cwd") or os.getcwd()
        return self.connection_info

package roster

import "sync"

// progress counts steps of all lanes.
type progress struct {
	mu         sync.Mutex
	opt        Options
	done, from int
}

func counter(opt Options, total int) *progress { return &progress{opt: opt, from: max(total, 1)} }

func (c *progress) step() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done = min(c.done+1, c.from)
	if c.opt.Progress != nil {
		c.opt.Progress("roster", c.done, c.from)
	}
}

func (c *progress) share() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return min(float64(c.done)/float64(c.from), 0.99)
}

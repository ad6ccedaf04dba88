### Words of the door "web".
